public class Helper
{
    public static int Answer() => 42;
}
