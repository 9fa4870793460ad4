using System.Text.Json;

namespace CuaRl.Core.Validation;

/// <summary>A way to ask a device, or the agent's last message, whether a task is done.</summary>
public interface IValidationQuery
{
    /// <summary>The name that tasks call it by, in lower case.</summary>
    string Name { get; }

    /// <summary>Makes it ready for a task.</summary>
    /// <param name="expected">What the task expects; <see cref="JsonValueKind.Undefined"/> when it names nothing.</param>
    /// <exception cref="FormatException">That is nothing which the query could expect; the message says what it could.</exception>
    ValidationCheck Prepare(JsonElement expected);
}
