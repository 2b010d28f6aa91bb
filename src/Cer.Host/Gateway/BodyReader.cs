using System.Globalization;

namespace Cer.Host.Gateway;

/// <summary>Reads the body of a request whole, up to a size and within a time.</summary>
internal static class BodyReader
{
    private const int FirstGuess = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="BadHttpRequestException">Too large (413), too slow (408), or broken off.</exception>
    public static Task<ArraySegment<byte>> ReadAsync(HttpRequest request, int most, CancellationToken cancellation) =>
        ReadAsync(request, most, Patience, cancellation);

    internal static async Task<ArraySegment<byte>> ReadAsync(
        HttpRequest request, int most, TimeSpan within, CancellationToken cancellation)
    {
        if (request.ContentLength > most) throw TooLarge(request, most);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(within);
        var body = new byte[request.ContentLength ?? FirstGuess];
        var length = 0;
        try
        {
            while (true)
            {
                if (length == body.Length)
                {
                    // The last read only tells whether the body ends here.
                    if (request.ContentLength is not null) break;
                    if (length == most + 1) throw TooLarge(request, most);
                    Array.Resize(ref body, Math.Min(2 * body.Length, most + 1));
                }

                var read = await request.Body.ReadAsync(body.AsMemory(length), patience.Token);
                if (read == 0) break;
                length += read;
                if (length > most) throw TooLarge(request, most);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Close(request);
            throw new BadHttpRequestException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Found a body that takes more than {within.TotalSeconds:0.###} seconds, expected a faster one."),
                StatusCodes.Status408RequestTimeout);
        }

        return new(body, 0, length);
    }

    private static BadHttpRequestException TooLarge(HttpRequest request, int most)
    {
        Close(request);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"Found a body of more than {most} bytes, expected at most that."),
            StatusCodes.Status413PayloadTooLarge);
    }

    // What was not read is in the way of the next request: whoever sent it must not use the connection again.
    private static void Close(HttpRequest request) => request.HttpContext.Response.Headers.Connection = "close";
}
