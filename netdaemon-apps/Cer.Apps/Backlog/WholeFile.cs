namespace Cer.Apps;

/// <summary>Writes a file so that there is always a whole one: the old, or the new.</summary>
internal static class WholeFile
{
    public static void Write(string path, string text)
    {
        var draft = path + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
