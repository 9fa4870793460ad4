using System.Runtime.InteropServices;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Layout;

/// <summary>The rows of a list as its page says them, from top to bottom.</summary>
internal sealed class RowList
{
    private const int Tall = 60;
    private const int LoudestVolume = 15;

    private readonly List<Row> _rows = new(32);
    private ulong[] _ranks = new ulong[32];
    private PhoneState _phone = null!;

    public ReadOnlySpan<Row> All => CollectionsMarshal.AsSpan(_rows);

    public int Height { get; private set; }

    public void Start(PhoneState phone)
    {
        _phone = phone;
        _rows.Clear();
        Height = 0;
    }

    public void Add(Row row)
    {
        _rows.Add(row);
        Height += row.Height;
    }

    /// <summary>A row that leads on.</summary>
    public void Leads(Word word, string? detail, string? icon, Change tap, Change? hold = null) => Add(
        new Row(ElementRole.Row, _phone.Say(word), Tall) { Id = word.Id, Detail = detail, Icon = icon, Tap = tap, Hold = hold });

    /// <summary>A row with a text of its own.</summary>
    public void Item(string text, string? detail, string? icon, Change? tap, Change? hold = null) =>
        Add(new Row(ElementRole.Row, text, Tall) { Id = Mix.OfText(text), Detail = detail, Icon = icon, Tap = tap, Hold = hold });

    public void Switch(PhoneSwitch item) => Add(new Row(ElementRole.Switch, _phone.Say(item.Word), Tall)
    {
        Id = item.Word.Id, Icon = item.Icon, IsChecked = _phone.IsOn(item.Setting), Tap = item.Flip,
    });

    public void Radio(Word word, bool isChosen, Change tap) =>
        Add(new Row(ElementRole.Radio, _phone.Say(word), 48) { Id = word.Id, IsChecked = isChosen, Tap = tap });

    public void Slider(Word word, double level, string detail, string icon, Slide slide) => Add(
        new Row(ElementRole.Slider, _phone.Say(word), 72) { Id = word.Id, Level = level, Detail = detail, Icon = icon, Slide = slide });

    /// <summary>A name and what it amounts to.</summary>
    public void Fact(Word word, string value) =>
        Add(new Row(ElementRole.Row, _phone.Say(word), Tall) { Id = word.Id, Detail = value });

    public void Volume(Word word, PhoneSetting setting) => Slider(
        word, Math.Clamp(_phone.Number(setting), 0, LoudestVolume) / (double)LoudestVolume,
        $"{Math.Clamp(_phone.Number(setting), 0, LoudestVolume)}", "sound",
        (phone, level) => phone.With(setting, (int)Math.Round(level * LoudestVolume)));

    public void Heading(string text) => Add(new Row(ElementRole.Heading, text, 36) { Id = Mix.OfText(text) });

    public void Text(string text, int height = 40) => Add(new Row(ElementRole.Text, text, height) { Id = Mix.OfText(text) });

    public void Button(Word word, Change tap, bool isDisabled = false) => Add(
        new Row(ElementRole.Button, _phone.Say(word), 56) { Id = word.Id, IsDisabled = isDisabled, Tap = isDisabled ? null : tap });

    public void Link(string text, Change tap) => Add(new Row(ElementRole.Link, text, 48) { Id = Mix.OfText(text), Tap = tap });

    public void Field(string hint, OpenPage open) => Add(new Row(ElementRole.TextField, open.Text, 64)
    {
        Detail = hint, IsFocused = open.IsTyping, Tap = phone => phone.StartTyping(phone.Top.Text),
    });

    /// <summary>Puts the rows from one on into the order of this phone.</summary>
    public void Shuffle(ulong seed, int from = 0)
    {
        var rows = CollectionsMarshal.AsSpan(_rows)[from..];
        if (_ranks.Length < rows.Length)
        {
            _ranks = new ulong[2 * rows.Length];
        }

        for (var i = 0; i < rows.Length; i++)
        {
            _ranks[i] = Mix.Bits(seed, rows[i].Id);
        }

        _ranks.AsSpan(0, rows.Length).Sort(rows);
    }
}
