using Cer.Operations.Documents;

namespace Cer.Host.Documents;

/// <summary>The one place that decides who may open a document: the staff of its community, and whose it is.</summary>
internal static class DocumentAccess
{
    public static bool MayOpen(this Person person, ArchivedDocument document) => person.Roles.Any(role =>
        RoleWords.Staff.Contains(role.Role)
            ? role.Community is null || role.Community == document.Community
            : role.Role == Role.Member && role.Community == document.Community
                && role.Member is { } own && own == document.Member?.Id);
}
