using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base class of grains. Everything a grain class does runs on its activation, one turn at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>For the engine, which makes the context current while it constructs the grain.</summary>
    protected Grain() : this(RuntimeContext.Current!)
    {
    }

    /// <summary>For unit tests that construct the grain themselves.</summary>
    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;
        Runtime = grainRuntime ?? grainContext?.ActivationServices.GetService<IGrainRuntime>();
    }

    public IGrainContext GrainContext { get; }

    public GrainReference GrainReference => GrainContext.GrainReference;

    public string IdentityString => GrainContext.GrainId.ToString();

    public string RuntimeIdentity => Runtime?.SiloIdentity ?? string.Empty;

    protected IGrainFactory GrainFactory => RequiredRuntime.GrainFactory;

    protected internal IServiceProvider ServiceProvider => GrainContext?.ActivationServices ?? RequiredRuntime.ServiceProvider;

    internal IGrainRuntime? Runtime { get; }

    private IGrainRuntime RequiredRuntime => Runtime ?? throw new InvalidOperationException(
        "The grain was created outside the engine and no runtime was given to its constructor.");

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected void DeactivateOnIdle() => RequiredRuntime.DeactivateOnIdle(GrainContext);

    /// <param name="timeSpan">
    /// Zero cancels an earlier delay, <see cref="Timeout.InfiniteTimeSpan"/> keeps the activation until it asks to go.
    /// </param>
    protected void DelayDeactivation(TimeSpan timeSpan) => RequiredRuntime.DelayDeactivation(GrainContext, timeSpan);
}
