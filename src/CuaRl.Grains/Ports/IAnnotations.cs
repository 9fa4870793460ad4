namespace CuaRl.Grains.Ports;

/// <summary>The tags and notes that people put on records.</summary>
public interface IAnnotations
{
    /// <summary>Puts one on a record that is there; the same tag again gives the first answer.</summary>
    /// <exception cref="NotFoundException">There is no such record.</exception>
    Task<Annotation> AddAsync(Annotation annotation, CancellationToken cancellationToken);

    /// <summary>Takes one away; false when there is none.</summary>
    Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Those on a record, oldest first.</summary>
    Task<IReadOnlyList<Annotation>> ListAsync(RecordKind kind, long number, CancellationToken cancellationToken);
}
