namespace CuaRl.Core.Phones.State;

/// <summary>What the phone's keyboard shows.</summary>
internal enum KeyboardPage
{
    /// <summary>Letters.</summary>
    Letters,

    /// <summary>A capital, and letters after it.</summary>
    Capital,

    /// <summary>Capitals, until shift is pressed again.</summary>
    Capitals,

    /// <summary>Digits and signs.</summary>
    Symbols,

    /// <summary>The rest of the signs.</summary>
    MoreSymbols,
}
