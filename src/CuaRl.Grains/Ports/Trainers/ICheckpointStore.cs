namespace CuaRl.Grains.Ports;

/// <summary>
/// The checkpoints of the embedded trainer. All methods throw <see cref="TrainerRefusedException"/> for what is no id of a training,
/// and <see cref="TrainerUnavailableException"/> where the files cannot be reached.
/// </summary>
public interface ICheckpointStore
{
    /// <summary>The checkpoints of a training by name, states before weights; none for one that saved nothing.</summary>
    Task<IReadOnlyList<CheckpointInfo>> ListAsync(string trainingId, CancellationToken cancellationToken);

    /// <summary>Deletes all checkpoints of a training.</summary>
    /// <returns>False when there were none.</returns>
    Task<bool> DeleteAsync(string trainingId, CancellationToken cancellationToken);
}
