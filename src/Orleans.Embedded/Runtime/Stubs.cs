namespace Orleans.Runtime;

internal sealed record InterfaceInfo(string Name);

internal sealed class CallSender
{
    public References References { get; } = new();
}

internal sealed class References
{
    public object Create(GrainId id, Type interfaceType) => throw new NotSupportedException($"{id} {interfaceType}");
}

internal abstract class Activation : IGrainContext
{
    public abstract GrainReference GrainReference { get; }

    public abstract GrainId GrainId { get; }

    public abstract object? GrainInstance { get; }

    public abstract IServiceProvider ActivationServices { get; }

    public abstract IGrainLifecycle ObservableLifecycle { get; }

    public abstract Task Deactivated { get; }

    public abstract void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public void EnterReentrantSection(Guid id) => throw new NotSupportedException(id.ToString());

    public void LeaveReentrantSection(Guid id) => throw new NotSupportedException(id.ToString());
}

internal sealed class EmbeddedClient(IServiceProvider services) : IClusterClient
{
    public IServiceProvider ServiceProvider => services;

    public T GetGrain<T>(Guid primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithGuidKey =>
        throw new NotSupportedException();

    public T GetGrain<T>(long primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithIntegerKey =>
        throw new NotSupportedException();

    public T GetGrain<T>(string primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithStringKey =>
        throw new NotSupportedException();

    public T GetGrain<T>(GrainId grainId) where T : IAddressable => throw new NotSupportedException();

    public T CreateObjectReference<T>(IGrainObserver obj) where T : IGrainObserver => throw new NotSupportedException();

    public void DeleteObjectReference<T>(IGrainObserver obj) where T : IGrainObserver => throw new NotSupportedException();
}
