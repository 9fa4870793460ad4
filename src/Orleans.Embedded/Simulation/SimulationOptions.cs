namespace Orleans.TestingHost;

/// <summary>How unkind a simulated network and clock are. Everything allowed here Orleans allows too.</summary>
internal sealed record SimulationOptions
{
    /// <summary>Chance that a message takes a while instead of competing with all that is ready.</summary>
    public double DelayChance { get; init; } = 0.1;

    /// <summary>The longest while; 200 ms of simulated time by default.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Chance that a one-way call is lost; none by default.</summary>
    public double OneWayLossChance { get; init; }

    /// <summary>Chance, at each step, that time goes on although something is ready.</summary>
    public double HasteChance { get; init; } = 0.02;

    /// <summary>How far it goes on then; 50 ms by default.</summary>
    public TimeSpan MaxHaste { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>A test that is not done by then, in simulated time, is stuck.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromHours(6);
}
