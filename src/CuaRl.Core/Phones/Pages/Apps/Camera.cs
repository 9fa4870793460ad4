using System.Globalization;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Apps;

/// <summary>Pictures, taken and looked at. There is room for a hundred; then the first one gives way.</summary>
internal static class Camera
{
    private const int MostPictures = 100;
    private const int PictureBytes = 1_840_000;

    public static void AddRows(RowList rows)
    {
        rows.Text("", 320);
        rows.Button(Words.Shutter, Take);
    }

    public static void AddPictures(PhoneState phone, RowList rows)
    {
        foreach (var (path, file) in phone.Files)
        {
            if (!file.IsFolder && (PhonePath.IsIn(path, PhonePath.Camera) || PhonePath.IsIn(path, PhonePath.Pictures)))
            {
                rows.Item(PhonePath.Name(path), ByteSize.Text(file.Bytes), "image", null);
            }
        }
    }

    private static PhoneState Take(PhoneState phone)
    {
        var taken = phone.Files.Keys.Count(path => PhonePath.IsIn(path, PhonePath.Camera));
        var name = string.Create(CultureInfo.InvariantCulture, $"IMG_{(taken % MostPictures) + 1:0000}.jpg");
        return phone.WithFile(PhonePath.Join(PhonePath.Camera, name), new PhoneFile(false, PictureBytes)) with { Toast = name };
    }
}
