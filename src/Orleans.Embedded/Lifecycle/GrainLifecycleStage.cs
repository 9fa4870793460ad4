namespace Orleans.Runtime;

public static class GrainLifecycleStage
{
    public const int First = int.MinValue;

    /// <summary>Persistent state is read.</summary>
    public const int SetupState = 1000;

    /// <summary>OnActivateAsync when starting, OnDeactivateAsync when stopping.</summary>
    public const int Activate = 2000;

    public const int Last = int.MaxValue;
}
