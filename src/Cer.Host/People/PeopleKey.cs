using System.Security.Cryptography;
using Cer.Host.Backup;

namespace Cer.Host.People;

/// <summary>The key that seals the secrets of apps: a file of the data folder, which backups take along.</summary>
internal static class PeopleKey
{
    private const string Draft = ".people-";

    /// <summary>The box of a data folder, with a new key when it has none; of no folder, one for this process alone.</summary>
    public static SecretBox BoxOf(string? folder) => new(folder is null
        ? RandomNumberGenerator.GetBytes(SecretBox.KeyBytes)
        : Read(Path.Combine(folder, "keys")));

    private static byte[] Read(string keys)
    {
        var path = Path.Combine(keys, "people.key");
        if (!File.Exists(path)) Write(keys, path);
        var key = File.ReadAllBytes(path);
        return key.Length == SecretBox.KeyBytes
            ? key
            : throw new UserFault(
                $"Found {path} of {key.Length} bytes, expected a key of {SecretBox.KeyBytes}: put it back from a backup.");
    }

    private static void Write(string keys, string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(keys);
        else Directory.CreateDirectory(keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var draft = PrivateFile.Create(Path.Combine(keys, $"{Draft}{Guid.NewGuid():N}"));
        draft.Write(RandomNumberGenerator.GetBytes(SecretBox.KeyBytes));
        draft.Flush(flushToDisk: true);
        try
        {
            File.Move(draft.Name, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster: its key is the key.
            File.Delete(draft.Name);
        }
    }
}
