namespace CuaRl.Core.Devices;

/// <summary>What a key is called.</summary>
/// <param name="Canonical">By GBox.</param>
/// <param name="Xdotool">By xdotool, whose syntax Anthropic's models use.</param>
/// <param name="OpenAi">By OpenAI's models.</param>
/// <param name="PyAutoGui">By PyAutoGUI, whose names Qwen's models use.</param>
/// <param name="Others">Elsewhere.</param>
internal sealed record KeyName(string Canonical, string Xdotool, string OpenAi, string PyAutoGui, params string[] Others)
{
    public IEnumerable<string> All => [Canonical, Xdotool, OpenAi, PyAutoGui, .. Others];
}
