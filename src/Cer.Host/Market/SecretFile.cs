using Cer.Host.Data;

namespace Cer.Host.Market;

/// <summary>Reads a secret from the first line of a file that only its owner may read.</summary>
internal static class SecretFile
{
    private const int Longest = 1000;

    /// <exception cref="UserFault">There is no such file, others may read it, or it holds no secret.</exception>
    public static string Read(string section, string name, string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows()
                && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None)
                throw Fault($"{path} that others may read", $"a file for its owner alone: chmod 600 {path}");
            var secret = File.ReadLines(path).FirstOrDefault() ?? "";
            return secret.Length is > 0 and <= Longest
                ? secret
                : throw Fault($"a first line of {secret.Length} characters in {path}", "the secret on the first line");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Fault($"no file {path} that can be read", "one");
        }

        UserFault Fault(string found, string expected) =>
            new($"Found {found}, which {name} in the section {section} of {Settings.FileName} names, expected {expected}.");
    }
}
