namespace CuaRl.Silo.Http.Validation;

/// <summary>What is wrong with a body and the objects in it.</summary>
/// <param name="takesUnknown">Whether members that nobody asks for are passed over.</param>
internal sealed class JsonMistakes(bool takesUnknown)
{
    /// <summary>Enough to see what is wrong.</summary>
    private const int MaxUnknown = 20;

    private readonly List<FieldError> _errors = [];
    private readonly List<JsonPart> _parts = [];

    /// <summary>Has an object looked at for members that nobody asked for.</summary>
    public void Watch(JsonPart part) => _parts.Add(part);

    public void Add(FieldError error) => _errors.Add(error);

    /// <exception cref="RequestInvalidException">There are some.</exception>
    public void ThrowIfAny()
    {
        if (!takesUnknown)
        {
            _errors.AddRange(_parts.SelectMany(part => part.Unknown()).Take(MaxUnknown));
        }

        if (_errors.Count > 0)
        {
            throw new RequestInvalidException(_errors);
        }
    }
}
