//! Says something at every tick of its timer.

use dora_node_api::dora_core::config::DataId;
use dora_node_api::{DoraNode, Event, IntoArrow, MetadataParameters};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut node, mut events) = DoraNode::init_from_env()?;
    let speech = DataId::from("speech".to_owned());
    let mut spoken = 0;

    // The loop ends by itself when the dataflow is stopped.
    while let Some(event) = events.recv() {
        match event {
            Event::Input { id, .. } if id.as_str() == "tick" => {
                spoken += 1;
                let text = format!("Hello number {spoken}");
                // Whatever is sent becomes Arrow data; metadata can travel beside it.
                node.send_output(
                    speech.clone(),
                    MetadataParameters::default(),
                    text.as_str().into_arrow(),
                )?;
            }
            // dora may learn new kinds of events, so this branch has to be there.
            _ => {}
        }
    }
    Ok(())
}
