using Cer.Operations.GseRequests;

namespace Cer.Host.GseRequests;

/// <summary>A field of a form.</summary>
internal sealed record GseRequestFieldView(string Name, string Kind, bool Needed, IReadOnlyList<string> Words)
{
    public static GseRequestFieldView Of(GseRequestField field) => new(
        field.Name,
        field.Kind switch
        {
            GseRequestKind.Day => "day",
            GseRequestKind.Flag => "flag",
            GseRequestKind.Choice => "choice",
            _ => "text",
        },
        field.IsNeeded,
        field.Words);
}
