namespace CuaRl.Silo.Http.States;

/// <summary>Whose rules a state in a body follows.</summary>
internal enum StateStyle
{
    /// <summary>Ours: any JSON for observation and info, and a step number only when it is not the step.</summary>
    Own,

    /// <summary>Those of simulator-state-db: an array, a step number, and objects that are empty when they are missing.</summary>
    Original,
}
