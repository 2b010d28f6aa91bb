using Cer.Host.Mine;
using Cer.Host.People;
using Cer.Operations.Documents;
using Cer.Operations.Looks;

namespace Cer.Host.Documents;

/// <summary>The one place that decides who may open a document: the staff of its community, whose it is, and who acts for that
/// one.</summary>
internal static class DocumentAccess
{
    /// <summary>Whoever asks by <c>?acting=</c> is answered by that delegation alone: the database says which documents are its.</summary>
    public static async Task<bool> MayOpenAsync(this HttpContext context, ArchivedDocument document)
    {
        if (!OwnProfile.IsActing(context)) return context.Person().MayOpen(document);
        return await OwnProfile.OpenAsync(context, LookKind.Document) is { } own && own.Profile.Community == document.Community
            && (await own.Read.DocumentsAsync(own.Token, own.Profile, context.RequestAborted)).Any(known => known.Id == document.Id);
    }

    private static bool MayOpen(this Person person, ArchivedDocument document) => person.Roles.Any(role =>
        RoleWords.Staff.Contains(role.Role)
            ? role.Community is null || role.Community == document.Community
            : role.Role == Role.Member && role.Community == document.Community
                && role.Member is { } own && own == document.Member?.Id);
}
