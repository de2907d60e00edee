//! Counts the messages on its inputs and sends the count.

use dora_node_api::dora_core::config::DataId;
use dora_node_api::{DoraNode, Event, IntoArrow, MetadataParameters};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut node, mut events) = DoraNode::init_from_env()?;
    let output = DataId::from("count".to_owned());
    let mut count: i64 = 0;

    // The loop ends by itself when the dataflow is stopped or all inputs are closed.
    while let Some(event) = events.recv() {
        match event {
            Event::Input { id, .. } => {
                count += 1;
                println!("message {count} came on {id}");
                node.send_output(
                    output.clone(),
                    MetadataParameters::default(),
                    count.into_arrow(),
                )?;
            }
            Event::InputClosed { id } => println!("input {id} is closed"),
            // dora may learn new kinds of events, so this branch has to be there.
            _ => {}
        }
    }
    Ok(())
}
