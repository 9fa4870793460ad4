using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.States;

/// <summary>What is wrong with the fields of one object, wherever in the body it stands.</summary>
/// <param name="at">Where: <c>body</c>, then names and numbers.</param>
internal sealed class FieldErrors(params IReadOnlyList<string> at)
{
    /// <summary>Enough to see what is wrong; a long list may be wrong in every item.</summary>
    private const int MaxErrors = 20;

    private List<FieldError>? _errors;

    public void Add(string field, string type, string message)
    {
        _errors ??= [];
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(new FieldError { Type = type, Loc = [.. at, field], Msg = message });
        }
    }

    /// <summary>A member that means nothing there.</summary>
    public void AddUnknown(string member) => Add(FieldError.Shown(member), FieldError.UnknownType, FieldError.UnknownMessage);

    /// <summary>What is said when the whole is no object.</summary>
    public RequestInvalidException NotAnObject() => RequestBody.NotAnObject(at);

    /// <exception cref="RequestInvalidException">There are some.</exception>
    public void ThrowIfAny()
    {
        if (_errors is not null)
        {
            throw new RequestInvalidException(_errors);
        }
    }
}
