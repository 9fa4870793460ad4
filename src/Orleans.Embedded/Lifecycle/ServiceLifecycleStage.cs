namespace Orleans;

public static class ServiceLifecycleStage
{
    public const int First = int.MinValue;

    /// <summary>Storage and other services of the application.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>The silo takes calls; startup tasks run here.</summary>
    public const int Active = 20000;

    public const int Last = int.MaxValue;
}
