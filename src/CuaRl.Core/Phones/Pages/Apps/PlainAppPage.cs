using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Pages.Apps;

/// <summary>An app that is one page; its package is the argument.</summary>
internal sealed class PlainAppPage() : ListPage(PageNames.App)
{
    protected override string Title(PhoneState phone, OpenPage open) => phone.FindApp(open.Argument)?.Label ?? open.Argument;

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        switch (open.Argument)
        {
            case AppCatalog.Camera:
                Camera.AddRows(rows);
                return;
            case AppCatalog.Gallery:
                Camera.AddPictures(phone, rows);
                return;
        }

        foreach (var (text, detail, icon) in Contents(open.Argument))
        {
            rows.Item(text, detail, icon, null);
        }
    }

    private static (string Text, string? Detail, string Icon)[] Contents(string package) => package switch
    {
        AppCatalog.Clock => [("6:45", "Weekdays", "clock"), ("9:00", "Saturday, Sunday", "clock")],
        AppCatalog.Messages => [("Ada", "Are you coming on Friday?", "message"), ("Bank", "Your code is 481 516", "message")],
        AppCatalog.Dialer or AppCatalog.Contacts => [("Ada", "555 0142", "person"), ("Ben", "555 0178", "person"), ("Chloe", "555 0119", "person")],
        AppCatalog.Instagram => [("lena_paints", "A new picture", "image"), ("travel.daily", "Ten places to see", "image")],
        AppCatalog.Facebook => [("Ben", "is at the lake", "person"), ("Book club", "Next meeting on Tuesday", "person")],
        AppCatalog.Calendar => [("Dentist", "9:30", "calendar"), ("Lunch with Ada", "12:00", "calendar")],
        AppCatalog.Calculator => [("0", null, "edit")],
        _ => [("Welcome", "There is nothing here yet", "info")],
    };
}
