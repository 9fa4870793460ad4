namespace CuaRl.Adapters.Trainers.Tinker.Calls;

/// <summary>How a request stands whose result was asked for.</summary>
internal enum FutureState
{
    /// <summary>The result is there.</summary>
    Done,

    /// <summary>It is under way.</summary>
    Waiting,

    /// <summary>Nobody answered, or too many asked.</summary>
    Away,

    /// <summary>The server failed to answer, which says nothing of the request.</summary>
    ServerFailed,

    /// <summary>The question was refused: by a server that fails, or because the request failed.</summary>
    Doubtful,

    /// <summary>The request failed.</summary>
    Failed,

    /// <summary>The server does not have the request any more.</summary>
    Unknown,

    /// <summary>The question was refused for good.</summary>
    Refused,
}
