using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats.Qwen;

namespace CuaRl.Core.Prompts.Styles;

/// <summary>
/// Qwen3-VL's instruct models: ChatML, Qwen's own tools <c>mobile_use</c> and <c>computer_use</c> with coordinates from 0 to 1000, and
/// pictures of 32 by 32 pixels a token (patches of 16, two by two merged; 65,536 to 16,777,216 pixels).
/// </summary>
public sealed class QwenVisionStyle : IPromptStyle
{
    private const int Factor = 32;
    private const int LeastPixels = 65_536;
    private const int MostPixels = 16_777_216;
    private const string Computer = "linux";

    /// <inheritdoc />
    public string Name => "qwen3_vl_instruct";

    /// <inheritdoc />
    public bool IsOfBytes => false;

    /// <inheritdoc />
    public bool ShowsElements => false;

    /// <inheritdoc />
    public string FormatOf(string boxType) => boxType == Computer ? "qwen3_computer_use" : "qwen3_mobile_use";

    /// <inheritdoc />
    public string System(string boxType) => QwenTools.System(boxType == Computer ? QwenTools.Computer : QwenTools.Mobile);

    /// <inheritdoc />
    public int PositionsOf(ScreenSize picture)
    {
        var seen = QwenResize.Of(picture, Factor, LeastPixels, MostPixels);
        return seen.Width / Factor * (seen.Height / Factor);
    }
}
