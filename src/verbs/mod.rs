//! The verbs beside the main job, file by file what they are about.

pub(crate) mod evidence;
pub(crate) mod operation;
pub(crate) mod render;
pub(crate) mod scorer;
