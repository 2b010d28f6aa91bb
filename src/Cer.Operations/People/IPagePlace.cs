namespace Cer.Operations.People;

/// <summary>Where browsers find the pages, for letters that name an address.</summary>
public interface IPagePlace
{
    /// <summary>The address of a page below the base path; null where no letter may name one.</summary>
    Uri? PageOf(string path);
}
