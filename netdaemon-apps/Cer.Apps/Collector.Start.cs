namespace Cer.Apps;

/// <remarks>How it begins: with its folder.</remarks>
public sealed partial class Collector
{
    /// <summary>The app that ran before may not have let go of its folder yet.</summary>
    private async Task<Journal> OpenAsync(CancellationToken cancellation)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                return new(_folder, Math.Clamp(_platform.BacklogMegabytes, 2, 4096) * 1024L * 1024);
            }
            catch (IOException failure)
            {
                if (!told) LogFolder(failure.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation);
            }
        }
    }
}
