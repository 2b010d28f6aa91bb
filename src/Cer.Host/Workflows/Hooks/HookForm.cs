using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Cer.Host.Workflows.Hooks;

/// <summary>A body of several parts: fields and files. It was read whole before, so that its size is bounded already.</summary>
internal sealed class HookForm
{
    private const int MostParts = 100;

    public OrderedDictionary<string, object?> Fields { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<HookFile> Files { get; } = [];

    /// <exception cref="BadHttpRequestException">It is not what it says it is.</exception>
    public static async Task<HookForm> ReadAsync(string contentType, ArraySegment<byte> body, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 70 } boundary)
            throw new BadHttpRequestException("Found a body of several parts without a boundary, expected one of at most 70 signs.");
        var form = new HookForm();
        using var whole = new MemoryStream(body.Array!, body.Offset, body.Count, writable: false);
        try
        {
            var reader = new MultipartReader(boundary, whole) { HeadersCountLimit = 16, HeadersLengthLimit = 8 * 1024 };
            for (var count = 0; await reader.ReadNextSectionAsync(cancellation) is { } part; count++)
            {
                if (count == MostParts)
                    throw new BadHttpRequestException($"Found more than {MostParts} parts in the body, expected fewer.");
                await form.TakeAsync(part, cancellation);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("Found a body of several parts that is cut off or wrongly made, expected a whole one.");
        }

        return form;
    }

    private async Task TakeAsync(MultipartSection part, CancellationToken cancellation)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var says)
            || HeaderUtilities.RemoveQuotes(says.Name).Value is not { Length: > 0 and <= 200 } name)
            throw new BadHttpRequestException("Found a part without a name, expected each part to have one.");
        using var content = new MemoryStream();
        await part.Body.CopyToAsync(content, cancellation);
        var file = HeaderUtilities.RemoveQuotes(says.FileNameStar.HasValue ? says.FileNameStar : says.FileName).Value;
        if (file is not null)
            Files.Add(new(
                name,
                Path.GetFileName(file.Replace('\\', '/')),
                part.ContentType ?? "application/octet-stream",
                content.ToArray()));
        else
            Fields[name] = HookRequest.Text(content.ToArray()) is var text && Fields.GetValueOrDefault(name) is string before
                ? $"{before}, {text}" : text;
    }
}
