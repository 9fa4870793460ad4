using CuaRl.Adapters.Identity;
using CuaRl.Adapters.Trainers.Embedded;
using CuaRl.Adapters.Trainers.Embedded.Checkpoints;
using CuaRl.Grains.Ports;

namespace CuaRl.TestKit.Trainers;

/// <summary>The embedded trainer without a service around it.</summary>
public static class LocalTrainer
{
    /// <param name="folder">The folder of its checkpoints.</param>
    /// <param name="blobs">Where elements of recorded turns are; null for nowhere.</param>
    public static ITrainer Start(string folder, IBlobStore? blobs = null) =>
        new EmbeddedTrainer(new CheckpointFiles(folder), blobs ?? new MemoryBlobs(), new Version7Ids(TimeProvider.System));

    /// <summary>What such a trainer saved by a path.</summary>
    public static byte[] BytesOf(ITrainer trainer, string path) => ((EmbeddedTrainer)trainer).Files.Read(CheckpointPath.Parse(path));
}
