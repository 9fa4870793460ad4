using CuaRl.Core.Devices;

namespace CuaRl.Core.Phones.Play;

/// <summary>What the scripted player does in one turn.</summary>
public abstract record PlayerMove
{
    private PlayerMove()
    {
    }

    /// <summary>An action on the phone.</summary>
    public sealed record Act(ScreenAction Action) : PlayerMove;

    /// <summary>The end, and what there is to say.</summary>
    public sealed record Finish(string Message) : PlayerMove;
}
