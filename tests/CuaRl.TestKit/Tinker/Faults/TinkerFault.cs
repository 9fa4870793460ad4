namespace CuaRl.TestKit.Tinker.Faults;

/// <summary>What a request to the server meets.</summary>
public enum TinkerFault
{
    None,

    /// <summary>429, with nothing done.</summary>
    TooMany,

    /// <summary>408, with nothing done.</summary>
    TimedOut,

    /// <summary>409, with nothing done.</summary>
    Conflict,

    /// <summary>500, with nothing done.</summary>
    Error,

    /// <summary>500, after it was carried out.</summary>
    ErrorAfter,

    /// <summary>It is carried out, and the connection cut instead of an answer.</summary>
    LostReply,

    /// <summary>It is carried out, and answered with what is no JSON.</summary>
    WrongJson,

    /// <summary>Of a question for a result: there is none yet, in a body.</summary>
    TryAgain,

    /// <summary>Of a question for a result: 400 that is no failure of the request.</summary>
    Doubt,

    /// <summary>Of a question for a result: 410, and the server does not have the request any more.</summary>
    Gone,

    /// <summary>Of a request that is carried out later: it fails, which its result says in a body of status 200.</summary>
    FailsInBody,

    /// <summary>The same, which its result says by 400.</summary>
    FailsByStatus,

    /// <summary>The same, which its result says by its type.</summary>
    FailsByType,
}
