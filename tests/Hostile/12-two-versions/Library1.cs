[assembly: System.Reflection.AssemblyVersion("1.0.0.0")]

public static class Library
{
    public static string Version1() => "1";
}
