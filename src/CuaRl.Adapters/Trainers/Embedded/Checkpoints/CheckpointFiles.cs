using System.IO.Hashing;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Embedded.Checkpoints;

/// <summary>
/// Checkpoints as files, one folder for each training. A file is the checkpoint and, at its end, eight bytes of XXH64 over it, so that
/// one that was damaged is known. All silos of a cluster have to see the same folder.
/// </summary>
/// <param name="folder">The folder; it is made when something is saved.</param>
internal sealed class CheckpointFiles(string folder) : ICheckpointStore
{
    private const int HashLength = sizeof(ulong);

    private readonly string _root = Path.GetFullPath(folder);

    /// <summary>Saves a checkpoint in place of one of that path; after it returns, it outlives a crash.</summary>
    /// <exception cref="TrainerUnavailableException">It cannot be written.</exception>
    public void Write(CheckpointPath path, byte[] checkpoint) => EmbeddedErrors.WithFiles(() =>
    {
        var file = FileOf(path);
        DurableFile.CreateFolder(Path.GetDirectoryName(file)!);
        DurableFile.Write(file, checkpoint, XxHash64.Hash(checkpoint));
        return true;
    });

    /// <summary>The checkpoint of a path.</summary>
    /// <exception cref="TrainerRefusedException">There is none, or it is damaged.</exception>
    /// <exception cref="TrainerUnavailableException">It cannot be read.</exception>
    public byte[] Read(CheckpointPath path) => EmbeddedErrors.WithFiles(() =>
    {
        var file = FileOf(path);
        if (!File.Exists(file))
        {
            throw EmbeddedErrors.Refused(
                $"there is no checkpoint {path}; those of a training are listed by its id, and all silos of a cluster must share one folder of them");
        }

        var bytes = File.ReadAllBytes(file);
        var content = bytes.AsSpan(0, Math.Max(0, bytes.Length - HashLength));
        return XxHash64.Hash(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length))
            ? content.ToArray()
            : throw EmbeddedErrors.Refused($"the checkpoint {path} is damaged; go on from another one");
    });

    public Task<IReadOnlyList<CheckpointInfo>> ListAsync(string trainingId, CancellationToken cancellationToken) =>
        Task.Run(() => EmbeddedErrors.WithFiles(() => List(trainingId)), cancellationToken);

    public Task<bool> DeleteAsync(string trainingId, CancellationToken cancellationToken) => Task.Run(
        () => EmbeddedErrors.WithFiles(() =>
        {
            var own = FolderOf(trainingId);
            if (!Directory.Exists(own))
            {
                return false;
            }

            Directory.Delete(own, recursive: true);
            return true;
        }),
        cancellationToken);

    private IReadOnlyList<CheckpointInfo> List(string trainingId) =>
    [
        .. new[] { CheckpointPath.States, CheckpointPath.Samplers }.SelectMany(kind =>
        {
            var files = new DirectoryInfo(Path.Combine(FolderOf(trainingId), kind));
            return !files.Exists ? [] : files.EnumerateFiles()
                .Where(file => !file.Name.EndsWith(DurableFile.Unfinished, StringComparison.Ordinal))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => new CheckpointInfo(
                    CheckpointPath.Of(trainingId, kind, file.Name).ToString(), file.Name, kind == CheckpointPath.States, file.Length,
                    file.LastWriteTimeUtc));
        }),
    ];

    private string FileOf(CheckpointPath path) => Path.Combine(FolderOf(path.TrainingId), path.Folder, path.Name);

    private string FolderOf(string trainingId) => Path.Combine(_root, CheckpointPath.Checked(trainingId, "id of a training"));
}
