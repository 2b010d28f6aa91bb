using Cer.Operations.GseRequests;
using NodaTime;

namespace Cer.Host.GseRequests;

/// <summary>A subject with its facts.</summary>
internal sealed record GseRequestSheetView(
    string Subject, string Code, string Name, int Seen, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<string> Missing,
    string? Who, Instant? At)
{
    public static GseRequestSheetView Of(GseRequestSheet sheet) => new(
        GseRequestFields.Word(sheet.Subject), sheet.Code, sheet.Name, sheet.Entry?.Revision ?? 0, sheet.Facts, sheet.Missing,
        sheet.Entry?.Author, sheet.Entry?.At);
}
