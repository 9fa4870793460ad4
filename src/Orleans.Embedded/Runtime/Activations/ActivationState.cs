namespace Orleans.Runtime;

internal enum ActivationState
{
    /// <summary>Named in the directory; nothing has run.</summary>
    Created,

    Activating,

    Valid,

    /// <summary>Waits for running calls, then deactivates; calls that arrive go to the next activation.</summary>
    Deactivating,

    Invalid,
}
