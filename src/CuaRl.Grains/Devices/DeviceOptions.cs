using CuaRl.Core.Devices;

namespace CuaRl.Grains;

/// <summary>How devices are driven and pools are kept.</summary>
public sealed class DeviceOptions
{
    /// <summary>How long the provider may take for an action, beyond the time that the action itself says.</summary>
    /// <value>The default is 20 s.</value>
    public TimeSpan ActTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long it may take for a screenshot, or for a look at a box.</summary>
    /// <value>The default is 20 s.</value>
    public TimeSpan ScreenshotTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long it may take to make a box.</summary>
    /// <value>The default is 5 min.</value>
    public TimeSpan CreateTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long it may take to reset, snapshot or restore a box, or to install an app.</summary>
    /// <value>The default is 5 min.</value>
    public TimeSpan ResetTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a device that is probed may take to answer with a picture, and to a command.</summary>
    /// <value>The default is 15 s, of which the provider's driver may wait for its turn with each of the two.</value>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a call that waits for something goes on before it answers how things stand.</summary>
    /// <value>The default is 20 s; Orleans gives a call 30.</value>
    public TimeSpan AnswerWithin { get; init; } = DeviceRules.MaxPatience;

    /// <summary>How often a pool looks after its devices.</summary>
    /// <value>The default is 1 s.</value>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an idle device is probed.</summary>
    /// <value>The default is 1 min.</value>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a pool compares its devices with the provider's boxes.</summary>
    /// <value>The default is 1 min.</value>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an acquirer that does not ask again keeps its place in the queue.</summary>
    /// <value>The default is 1 min.</value>
    public TimeSpan ForgetWaiterAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many boxes of a pool are made, ended, probed or compared at once, each.</summary>
    /// <value>The default is 16.</value>
    public int Parallelism { get; init; } = 16;

    /// <summary>How long a place whose box could not be made rests before the next try; twice as long after each, up to 64 times.</summary>
    /// <value>The default is 5 s.</value>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How pools are run that were never configured: those by the name of a box type. Their box type is that name.</summary>
    /// <value>The default is up to 8 devices, none of them warm.</value>
    public DevicePoolDefinition Pool { get; init; } = new() { BoxType = "" };
}
