using Orleans.Timers;

namespace Orleans.Runtime;

internal sealed class GrainRuntime(
    Silo silo, IGrainFactory grainFactory, ITimerRegistry timerRegistry) : IGrainRuntime
{
    public string SiloIdentity => silo.Address.ToString();

    public IGrainFactory GrainFactory => grainFactory;

    public ITimerRegistry TimerRegistry => timerRegistry;

    public IServiceProvider ServiceProvider => silo.Services;

    public TimeProvider TimeProvider => silo.Time;

    public void DeactivateOnIdle(IGrainContext grainContext) => grainContext.Deactivate(
        new(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) =>
        ((Activation)grainContext).DelayDeactivation(timeSpan);
}
