namespace Cer.Host;

/// <summary>Name and version of the program, as runs record it.</summary>
internal static class ProgramName
{
    public static string Version { get; } =
        typeof(ProgramName).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static string Text => $"cer {Version}";
}
