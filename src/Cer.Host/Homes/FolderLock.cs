namespace Cer.Host.Homes;

/// <summary>Locks that servers with one folder see of each other, and that end with their holder whatever becomes of it.</summary>
/// <remarks>The lock is the system's own on an open file. The file stays: to remove it would let two have it.</remarks>
internal static class FolderLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes it at once; null while another has it, and where the folder lets nobody write.</summary>
    public static FileStream? TryTake(string folder, string name)
    {
        try
        {
            return Take(folder, name);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Waits for it some seconds.</summary>
    /// <exception cref="IOException">Another has it all the while, or the disk refuses.</exception>
    public static async Task<FileStream> TakeAsync(string folder, string name, CancellationToken cancellation)
    {
        for (var left = Patience / Look; ; left--)
        {
            try
            {
                return Take(folder, name);
            }
            catch (IOException) when (left > 0)
            {
                await Task.Delay(Look, cancellation);
            }
        }
    }

    /// <summary>Whether somebody has it now.</summary>
    public static bool IsTaken(string folder, string name)
    {
        try
        {
            using var seen = new FileStream(PathOf(folder, name), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception failure)
            when (failure is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static FileStream Take(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        return new(PathOf(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    private static string PathOf(string folder, string name) => Path.Combine(folder, $"{name}.lock");
}
