namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>The kinds of sources of values; each wins over those before it.</summary>
public enum FlagOrigin
{
    /// <summary>The trainer's default, or what follows from other flags.</summary>
    Default,

    /// <summary>JSON.</summary>
    Config,

    /// <summary>A variable that other programs read too, such as TINKER_API_KEY: it says nothing of this training alone.</summary>
    SharedVariable,

    /// <summary>A variable of the flag's own.</summary>
    Variable,

    /// <summary>The command line.</summary>
    CommandLine,
}
