using System.CommandLine;

namespace Cer.Host.Data;

/// <summary>The option that names the data folder: else the environment's CER_DATA, else ./var.</summary>
internal static class DataOption
{
    public static Option<string?> Create() => new("--data")
    {
        Description = "The data folder (default: $CER_DATA, else ./var).",
    };

    public static string Folder(ParseResult parse, Option<string?> option) => Path.GetFullPath(
        parse.GetValue(option) ?? Environment.GetEnvironmentVariable("CER_DATA") ?? "var");
}
