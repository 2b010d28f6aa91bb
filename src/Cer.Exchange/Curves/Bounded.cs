namespace Cer.Exchange.Curves;

/// <summary>Reads a stream whole, up to a size.</summary>
internal static class Bounded
{
    /// <summary>The bytes; null when there are more than allowed.</summary>
    public static byte[]? Read(Stream stream, long most)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (all.Length + read > most) return null;
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
