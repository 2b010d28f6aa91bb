using Cer.Messaging.Post;
using Cer.Operations.Mail;

namespace Cer.Host.Mail;

/// <summary>Takes in reports of non-delivery from a Maildir: what was looked at moves from new to cur.</summary>
internal sealed class BounceFolder(ILetterStore letters, string folder)
{
    private const int MostAtOnce = 500;

    /// <summary>Takes in what is there.</summary>
    /// <returns>How many messages were looked at, how many letters they were about, and how many files stay where they are.</returns>
    public async Task<(int Seen, int Bounced, int Left)> RunAsync(CancellationToken cancellation)
    {
        var fresh = Path.Combine(folder, "new");
        if (!Directory.Exists(fresh)) return (0, 0, 0);
        var kept = Directory.CreateDirectory(Path.Combine(folder, "cur")).FullName;
        var (seen, bounced, left) = (0, 0, 0);
        foreach (var path in Directory.EnumerateFiles(fresh).ToArray())
        {
            // Those that stay do not count: many of them would hold up what comes after.
            if (seen == MostAtOnce) break;
            try
            {
                if (await ReadAsync(path, cancellation) is { } bounce) bounced += await letters.BounceAsync(bounce, cancellation);
                File.Move(path, Path.Combine(kept, $"{Path.GetFileName(path)}:2,S"), overwrite: true);
                seen++;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                left++;
            }
        }

        return (seen, bounced, left);
    }

    /// <summary>The report in a file; null when it holds none, or is larger than a letter may be.</summary>
    public static async Task<Bounce?> ReadAsync(string path, CancellationToken cancellation) =>
        new FileInfo(path).Length > BounceReader.LargestMessage
            ? null
            : BounceReader.Read(await File.ReadAllBytesAsync(path, cancellation));
}
