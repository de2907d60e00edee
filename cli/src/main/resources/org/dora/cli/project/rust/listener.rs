//! Prints what it hears.

use dora_node_api::{DoraNode, Event};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (_node, mut events) = DoraNode::init_from_env()?;

    while let Some(event) = events.recv() {
        match event {
            Event::Input { id, data, .. } => {
                let text: &str = (&data).try_into()?;
                println!("I heard \"{text}\" on {id}");
            }
            Event::InputClosed { id } => println!("nobody speaks on {id} any more"),
            Event::NodeFailed { source_node_id, error, .. } => {
                println!("{source_node_id} has failed: {error}");
            }
            _ => {}
        }
    }
    Ok(())
}
