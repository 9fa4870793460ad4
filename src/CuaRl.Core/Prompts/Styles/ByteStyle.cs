using CuaRl.Core.Devices;
using CuaRl.Core.Policies;

namespace CuaRl.Core.Prompts.Styles;

/// <summary>
/// Models that read bytes and are told the elements of a screen beside its picture: with them a whole training runs without any
/// vocabulary, as the server of this project's tests does.
/// </summary>
public sealed class ByteStyle : IPromptStyle
{
    private const int SideOfAPosition = 128;

    /// <inheritdoc />
    public string Name => "bytes";

    /// <inheritdoc />
    public bool IsOfBytes => true;

    /// <inheritdoc />
    public bool ShowsElements => true;

    /// <inheritdoc />
    public string FormatOf(string boxType) => CandidateCall.Format;

    /// <inheritdoc />
    public string System(string boxType) => "You operate a device. Answer with one call of action, wait or finish.";

    /// <inheritdoc />
    public int PositionsOf(ScreenSize picture) => Parts(picture.Width) * Parts(picture.Height);

    private static int Parts(int side) => (side + SideOfAPosition - 1) / SideOfAPosition;
}
