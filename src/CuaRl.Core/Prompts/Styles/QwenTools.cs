using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CuaRl.Core.Prompts.Styles;

/// <summary>Qwen's tools as its models are told of them, in the frame of Qwen's chat template.</summary>
internal static class QwenTools
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Mobile { get; } = OneLine(
        """
        {"type": "function", "function": {"name": "mobile_use",
        "description": "Acts on the touchscreen of a phone and shows a screenshot after each action. The screen is 1000 wide and 1000 high;
        coordinates are [x, y] from its upper left corner.",
        "parameters": {"type": "object", "required": ["action"], "properties": {
        "action": {"type": "string", "enum": ["click", "long_press", "swipe", "type", "key", "system_button", "wait", "answer",
        "terminate"],
        "description": "click: tap at coordinate. long_press: hold at coordinate for time seconds. swipe: from coordinate to coordinate2.
        type: enter text where the focus is. key: press the key named by text, as adb names it. system_button: press button. wait: for time
        seconds. answer: give text as the answer and end. terminate: end with status."},
        "coordinate": {"type": "array",
        "description": "[x, y], for click, long_press and swipe."},
        "coordinate2": {"type": "array",
        "description": "[x, y], for swipe."},
        "text": {"type": "string",
        "description": "For type, key and answer."},
        "time": {"type": "number",
        "description": "Seconds, for long_press and wait."},
        "button": {"type": "string", "enum": ["Back", "Home", "Menu", "Enter"],
        "description": "For system_button."},
        "status": {"type": "string", "enum": ["success", "failure"],
        "description": "For terminate."}}}}}
        """);

    public static string Computer { get; } = OneLine(
        """
        {"type": "function", "function": {"name": "computer_use",
        "description": "Acts on the desktop of a computer with mouse and keyboard and shows a screenshot after each action. The screen is
        1000 wide and 1000 high; coordinates are [x, y] from its upper left corner.",
        "parameters": {"type": "object", "required": ["action"], "properties": {
        "action": {"type": "string", "enum": ["key", "type", "mouse_move", "left_click", "left_click_drag", "right_click", "middle_click",
        "double_click", "scroll", "hscroll", "wait", "answer", "terminate"],
        "description": "key: press keys together. type: enter text where the focus is. mouse_move and the clicks: at coordinate.
        left_click_drag: from the pointer to coordinate. scroll, hscroll: by pixels, below 0 downwards and to the left. wait: for time
        seconds. answer: give text as the answer and end. terminate: end with status."},
        "keys": {"type": "array",
        "description": "For key."},
        "text": {"type": "string",
        "description": "For type and answer."},
        "coordinate": {"type": "array",
        "description": "[x, y]."},
        "pixels": {"type": "number",
        "description": "For scroll and hscroll."},
        "time": {"type": "number",
        "description": "Seconds, for wait."},
        "status": {"type": "string", "enum": ["success", "failure"],
        "description": "For terminate."}}}}}
        """);

    /// <summary>The system message with one tool.</summary>
    public static string System(string tool) =>
        $$"""
        You operate a device for a user. Look at the screenshot, think briefly, and take one action at a time until the task is done; then end
        it with terminate or answer.

        # Tools

        You may call one or more functions to assist with the user query.

        You are provided with function signatures within <tools></tools> XML tags:
        <tools>
        {{tool}}
        </tools>

        For each function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:
        <tool_call>
        {"name": <function-name>, "arguments": <args-json-object>}
        </tool_call>
        """;

    /// <summary>Where a line ends here, a word ends there.</summary>
    private static string OneLine(string json) => JsonNode.Parse(json.ReplaceLineEndings(" "))!.ToJsonString(Plain);
}
