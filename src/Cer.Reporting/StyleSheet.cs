namespace Cer.Reporting;

/// <summary>The one style sheet of all documents, written into each of them.</summary>
internal static class StyleSheet
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var file = new StreamReader(typeof(StyleSheet).Assembly.GetManifestResourceStream("document.css")!);
        return file.ReadToEnd();
    }
}
