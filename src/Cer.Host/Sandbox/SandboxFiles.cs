using System.Text.Json;

namespace Cer.Host.Sandbox;

/// <summary>Writes files of the sandbox whole or not at all, for their owner alone.</summary>
internal static class SandboxFiles
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(string path, string text)
    {
        var half = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(half, options)) file.Write(text);
        File.Move(half, path, overwrite: true);
    }

    public static void WriteJson<T>(string path, T value) => Write(path, JsonSerializer.Serialize(value, Form));

    /// <summary>What a file holds; null when it is not there.</summary>
    public static T? ReadJson<T>(string path)
        where T : class => File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllText(path), Form) : null;
}
