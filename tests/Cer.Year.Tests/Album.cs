using System.Diagnostics;

namespace Cer.Year.Tests;

/// <summary>The documents of the year and their pages as pictures, to be looked at: artifacts/year.</summary>
internal static class Album
{
    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(Root(), "artifacts", "year")).FullName;

    /// <summary>Keeps a document.</summary>
    public static string Keep(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Keeps a PDF with a picture of each page; gives its text as it reads from left to right.</summary>
    public static async Task<string> KeepPdfAsync(string name, byte[] bytes)
    {
        Assert.Equal("%PDF-"u8.ToArray(), bytes[..5]);
        var path = Keep(name, bytes);
        var pictures = Path.Combine(Folder, Path.GetFileNameWithoutExtension(name));
        foreach (var old in Directory.GetFiles(Folder, $"{Path.GetFileName(pictures)}-*.png")) File.Delete(old);
        await RunAsync("pdftoppm", "-r", "80", "-png", path, pictures);
        Assert.NotEmpty(Directory.GetFiles(Folder, $"{Path.GetFileName(pictures)}-*.png"));
        return await RunAsync("pdftotext", "-layout", path, "-");
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return said;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
