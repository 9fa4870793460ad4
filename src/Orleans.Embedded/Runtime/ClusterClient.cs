namespace Orleans.Runtime;

/// <summary>Makes references for a client or a silo.</summary>
internal sealed class ClusterClient(IServiceProvider services, CallSender sender, GrainCatalog catalog) : IClusterClient
{
    public IServiceProvider ServiceProvider => services;

    public CallSender Sender => sender;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        Create<TGrainInterface>(GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Create<TGrainInterface>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return Create<TGrainInterface>(IdSpan.Create(primaryKey), grainClassNamePrefix);
    }

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => Create<TGrainInterface>(grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver =>
        (TGrainObserverInterface)(object)sender.Observers.Create(obj, typeof(TGrainObserverInterface), sender);

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver =>
        sender.Observers.Delete((obj as GrainReference ?? throw new ArgumentException(
            "Only a reference made by CreateObjectReference can be deleted.", nameof(obj))).GrainId);

    private TGrainInterface Create<TGrainInterface>(IdSpan key, string? prefix) =>
        Create<TGrainInterface>(GrainId.Create(catalog.Resolve(typeof(TGrainInterface), prefix), key));

    private TGrainInterface Create<TGrainInterface>(GrainId id) =>
        (TGrainInterface)(object)InterfaceInfo.Of(typeof(TGrainInterface)).CreateReference(id, sender);
}
